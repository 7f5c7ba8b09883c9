/** Shows the list of reasons only where a bad level (1–2) is chosen; without script it is always there. */
export function askWhy(): void {
  const why = document.getElementById('why');
  const chosen = document.querySelector<HTMLInputElement>('form#rating input[name="level"]:checked');
  if (why !== null) why.hidden = chosen === null || Number(chosen.value) > 2;
}
