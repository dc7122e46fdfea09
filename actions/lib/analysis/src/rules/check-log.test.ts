import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("environment-dump", "debug-output", "log-secret");
