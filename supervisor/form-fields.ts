/** What was typed into a submitted form by field name, blanks and all; absent fields are empty. The form keeps its page. */
export function formFields(event: SubmitEvent): (name: string) => string {
  event.preventDefault();
  const data = new FormData(event.currentTarget instanceof HTMLFormElement ? event.currentTarget : undefined);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
}

export function clearForm(event: SubmitEvent): () => void {
  const form = event.currentTarget;
  return () => (form instanceof HTMLFormElement ? form.reset() : undefined);
}
