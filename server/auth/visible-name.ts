/** The name of a person or a device: 1–40 signs, none of them invisible, blanks at both ends cut. */
export function parseVisibleName(raw: string): string | undefined {
  const name = raw.trim();
  return name !== '' && [...name].length <= 40 && !/\p{C}/u.test(name) ? name : undefined;
}
