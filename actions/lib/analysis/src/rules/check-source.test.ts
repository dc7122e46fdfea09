import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("escaped-text", "minified", "invisible-text", "invisible-mark");
