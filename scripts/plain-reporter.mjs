// Vitest's last line in words that stay the same from version to version: `N passed, N failed`.

export class PlainReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly unknown[]} faults outside any test
   */
  onTestRunEnd(modules, faults) {
    let passed = 0;
    let failed = faults.length;
    for (const module of modules) {
      const tests = [...module.children.allTests()].map((test) => test.result().state);
      passed += tests.filter((state) => state === 'passed').length;
      const failedHere = tests.filter((state) => state === 'failed').length;
      failed += failedHere === 0 && module.state() === 'failed' ? 1 : failedHere; // a file that did not even load
    }
    this.line = `${passed} passed, ${failed} failed`;
    process.once('exit', () => process.stdout.write(`${this.line}\n`));
  }
}
