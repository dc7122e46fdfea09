import { describeSamples } from "./testing/describe-samples.ts";

describeSamples("card-capture");
