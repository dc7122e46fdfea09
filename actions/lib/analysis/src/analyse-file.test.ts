import { describeSamples } from "./testing/describe-samples.ts";

describeSamples("not-read");
