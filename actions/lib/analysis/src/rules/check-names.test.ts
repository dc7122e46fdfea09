import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("obfuscated-names", "look-alike");
