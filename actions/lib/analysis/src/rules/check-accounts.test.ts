import { describeSamples } from "../testing/describe-samples.ts";

describeSamples("account-takeover", "site-moved", "login-bypass", "hides", "request-taken");
