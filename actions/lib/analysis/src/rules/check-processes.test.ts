import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("other-processes");
