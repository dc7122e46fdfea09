export { FakeTransitKey, type TransitKeyType } from "./testing/fake-transit.ts";
export { type FakeVault, type FakeVaultOptions, startFakeVault } from "./testing/fake-vault.ts";
export { makeTestKey, type TestKey, testPassphrase } from "./testing/make-test-key.ts";
export { makeTestStatements, setUpKey, signLines, testZip } from "./testing/sign-with-keys.ts";
export { findSoftToken, makeSoftToken, type SoftToken } from "./testing/soft-token.ts";
