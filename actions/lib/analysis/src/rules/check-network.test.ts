import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("host-undeclared", "host-number", "network-undeclared");
