import { generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { html, type TemplateResult } from 'lit';

/** Modules of quiet around the code, as the standard asks. */
const QUIET = 4;

/** A QR code as one SVG path, dark on white in every theme so that phones read it. */
export function qrCode(text: string, label: string): TemplateResult {
  const code = generate(text);
  const size = code.size + 2 * QUIET;
  return html`<svg
    class="qr"
    viewBox="-${QUIET} -${QUIET} ${size} ${size}"
    role="img"
    aria-label=${label}
    shape-rendering="crispEdges"
    data-testid="qr"
  >
    <path class="qr-ground" d="M-${QUIET} -${QUIET}h${size}v${size}h-${size}z" />
    <path class="qr-ink" d=${toSvgPath(code)} />
  </svg>`;
}
