import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("encoded-block", "shell-phrase", "host-mentioned", "host-drop", "miner", "credentials", "user-table");
