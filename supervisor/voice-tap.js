/* global AudioWorkletProcessor, registerProcessor */
// Runs on the browser's sound thread, which takes plain modules only: hands every block of the microphone to the page.
registerProcessor(
  'voice-tap',
  class extends AudioWorkletProcessor {
    /** @param {Float32Array[][]} inputs */
    process([input]) {
      const [block] = input ?? [];
      if (block !== undefined) this.port.postMessage(block.slice());
      return true;
    }
  },
);
