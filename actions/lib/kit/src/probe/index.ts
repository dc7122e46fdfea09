export {
  canaryCard,
  type FakeProvider,
  fakeProvider,
  type ProviderMood,
  type ProviderRequest,
  type Refusal,
} from "./fake-provider.ts";
export { listDriverMethods } from "./list-driver-methods.ts";
export { makeDevice } from "./make-device.ts";
export { type PackAnswer, parsePackAnswers } from "./parse-pack-answers.ts";
export { isSelfReported } from "./read-driver.ts";
export { readPackAnswers } from "./read-pack-answers.ts";
export { type Emitted, makeProbeConfig, type Observed, type Probe, startProbe } from "./start-probe.ts";
export { type Subject, startSubject } from "./start-subject.ts";
