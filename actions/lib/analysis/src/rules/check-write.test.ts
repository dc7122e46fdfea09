import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("write-outside", "write-code", "write-received");
