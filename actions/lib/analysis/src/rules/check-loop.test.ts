import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("endless-loop", "fill-disk");
