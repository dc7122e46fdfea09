export {
  makeTestApproval,
  makeTestProvenance,
  startTestSigning,
  type TestSigning,
} from "./sigstore/testing/sign-test-package.ts";
