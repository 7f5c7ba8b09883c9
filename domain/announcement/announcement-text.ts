/** The hall's template with a ticket's number and a window filled in: 请A001号到3号窗口办理业务. */
export function announcementText(template: string, number: string, window: number): string {
  return template.replace(/\{(number|window)\}/g, (_, field) => (field === 'number' ? number : String(window)));
}
