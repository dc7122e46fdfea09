export { startTestRunner } from "./runner/start-test-runner.ts";
export {
  makeTestApproval,
  makeTestProvenance,
  makeTestTestResult,
  startTestSigning,
  type TestSigning,
} from "./sigstore/testing/sign-test-package.ts";
