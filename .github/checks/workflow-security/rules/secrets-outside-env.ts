import { type Rule, sampleWorkflow } from "../rule.ts";

const asksSecret = /\$\{\{[^}]*\bsecrets\b|\bsecrets\s*[.[]/;

export const secretsOutsideEnv: Rule = {
  name: "secrets-outside-env",
  why: "A repository secret is there for every job of every branch; an environment asks its own rules first.",
  find: (file) =>
    file.jobs.flatMap((job) => {
      const { environment, ...rest } = job;
      const place = `${file.path}, ${job.id}`;
      const inherits = job.secrets === "inherit" ? [`${place}: hands all secrets on`] : [];
      const bare = environment === undefined && asksSecret.test(JSON.stringify(rest));
      return [...inherits, ...(bare ? [`${place}: takes a secret outside an environment`] : [])];
    }),
  bad: [
    sampleWorkflow(["steps: [{ run: 'true', env: { KEY: '${{ secrets.SIGNING_KEY }}' } }]"]),
    sampleWorkflow(["steps: [{ uses: $/actions/sign, with: { key: '${{ toJSON(secrets) }}' } }]"]),
    sampleWorkflow(["env: { KEY: \"${{ secrets['KEY'] }}\" }", "steps: []"]),
    sampleWorkflow(["if: secrets.KEY != ''", "steps: []"]),
    sampleWorkflow(["uses: ./x.yml", "secrets: inherit"]),
    sampleWorkflow(["environment: e", "uses: ./x.yml", "secrets: inherit"]),
  ],
  good: [
    sampleWorkflow([
      "environment: forge-publish",
      "steps: [{ run: 'true', env: { KEY: '${{ secrets.SIGNING_KEY }}' } }]",
    ]),
    sampleWorkflow(["steps: [{ run: 'true', env: { TOKEN: '${{ github.token }}' } }]"]),
  ],
};
