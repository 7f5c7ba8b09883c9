import { expect, vi } from 'vitest';
import { Connection } from '../../../ui/connection.ts';
import type { ScriptedHub } from './scripted-hub.ts';

interface HappyWindow {
  readonly happyDOM: { setURL(url: string): void };
}

/** A page's own line to the hub, and what somebody standing before the page does and sees. */
export class Stand {
  readonly connection: Connection;
  readonly root: HTMLElement;
  #skipped = 0;

  constructor(hub: ScriptedHub, page: (connection: Connection) => HTMLElement) {
    (window as unknown as HappyWindow).happyDOM.setURL(`${hub.url}/`);
    const monotonic = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => monotonic() + this.#skipped);
    this.connection = new Connection({ hall: 'qingxi', token: 'a-token' });
    this.root = page(this.connection);
    document.body.append(this.root);
  }

  /** Time passes for the page. */
  pass(ms: number): void {
    this.#skipped += ms;
    (this.root as unknown as { requestUpdate(): void }).requestUpdate();
  }

  async see(testId: string): Promise<HTMLElement> {
    return vi.waitFor(() => {
      const found = this.find(testId);
      if (found === null) throw new Error(`no ${testId} in: ${this.text()}`);
      return found;
    }, WITHIN);
  }

  async read(words: string): Promise<void> {
    await vi.waitFor(() => expect(this.text()).toContain(words), WITHIN);
  }

  /** Presses a key once it can be pressed and the picture has settled. */
  async tap(testId: string): Promise<HTMLElement> {
    const key = await vi.waitFor(async () => {
      const found = await this.see(testId);
      if (found instanceof HTMLButtonElement && found.disabled) throw new Error(`${testId} cannot be pressed`);
      return found;
    }, WITHIN);
    this.pass(1_000);
    key.click();
    return key;
  }

  find(testId: string): HTMLElement | null {
    return this.root.querySelector(`[data-testid="${testId}"]`);
  }

  text(): string {
    return this.root.textContent.replace(/\s+/g, ' ');
  }

  leave(): void {
    this.root.remove();
    this.connection.close();
    vi.restoreAllMocks();
  }
}

const WITHIN = { timeout: 5_000, interval: 5 };
