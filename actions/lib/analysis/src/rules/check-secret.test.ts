import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("secret-told");
