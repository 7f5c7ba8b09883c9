/**
 * What a page may ask the browser for: the supervisor's records the hall's voice, all others need nothing. For the
 * header `Permissions-Policy`.
 */
export function permissions(page: string): string {
  return `camera=(), geolocation=(), microphone=${page === 'supervisor' ? '(self)' : '()'}`;
}
