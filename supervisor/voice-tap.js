/* global AudioWorkletProcessor, registerProcessor */
/** Samples handed over at once: some 20 ms, so that the page is not woken for every block of 128. */
const AT_ONCE = 1024;

// Runs on the browser's sound thread, which takes plain modules only: hands what the microphone hears to the page.
registerProcessor(
  'voice-tap',
  class extends AudioWorkletProcessor {
    heard = new Float32Array(AT_ONCE);
    filled = 0;

    /** @param {Float32Array[][]} inputs */
    process([input]) {
      const [block] = input ?? [];
      if (block === undefined) return true;
      this.heard.set(block, this.filled);
      this.filled += block.length;
      if (this.filled + block.length > AT_ONCE) {
        this.port.postMessage(this.heard.slice(0, this.filled));
        this.filled = 0;
      }
      return true;
    }
  },
);
