export {
  type FakeProvider,
  fakeProvider,
  type ProviderMood,
  type ProviderRequest,
  type Refusal,
} from "./fake-provider.ts";
export { makeDevice } from "./make-device.ts";
export { type PackAnswer, parsePackAnswers } from "./parse-pack-answers.ts";
export { readPackAnswers } from "./read-pack-answers.ts";
export { type Emitted, makeProbeConfig, type Observed, type Probe, startProbe } from "./start-probe.ts";
