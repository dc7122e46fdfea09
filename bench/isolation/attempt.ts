export type AttemptClass =
  | "files"
  | "links"
  | "secrets"
  | "processes"
  | "kernel"
  | "network"
  | "memory"
  | "processor"
  | "floods"
  | "protocol"
  | "life cycle"
  | "devices";

/** One hostile plugin: what it tries, in the words of its own runtime. */
export interface Attempt {
  /** Name of its plugin. */
  readonly id: string;
  readonly title: string;
  readonly class: AttemptClass;
  readonly runtime: "node" | "python";
  /**
   * Body of the attack. Node: async function of (target, ctx) with `node(name)` for built-in modules and
   * `tries(...functions)`, which answers what each gave or failed with. Python: lines of `def attack(target)` with `tries`.
   * A key `did` anywhere in the answer is a claim of success and counts as one.
   */
  readonly attack: string;
  /** Text of the module besides the attack: hooks, code that runs while it loads. */
  readonly module?: string;
  readonly hooks?: readonly string[];
  /** What is meant to stop it. */
  readonly barrier: string;
  /** It holds the processor or its memory limit: it must be dead within 500 ms after its deadline. */
  readonly mustDie?: true;
  /** More memory than this, peak resident MiB of all its processes, is an effect. */
  readonly mostMiB?: number;
  /** More processes than this at once are an effect. */
  readonly mostProcesses?: number;
  /** Takes longer than a moment, or much of the machine: left out of the quick subset. */
  readonly slow?: true;
}

/** What a hostile plugin is told about the machine it wants out to. */
export interface Target {
  readonly canaryFile: string;
  readonly canaryModule: string;
  readonly homeKey: string;
  readonly stateFile: string;
  readonly socket: string;
  readonly siblingData: string;
  readonly siblingPackage: string;
  readonly outside: string;
  readonly addon: string;
  readonly victim: number;
  readonly host: number;
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly dnsPort: number;
  readonly httpPort: number;
  /** Free on the machine: whoever answers on it is the plugin. */
  readonly listenPort: number;
  readonly abstractSocket: string;
  readonly neighbour: string;
}

/** What became of one attempt on one host. */
export interface Trial {
  readonly attempt: string;
  readonly host: "bare" | "cold" | "warm";
  /** What it really did; empty: it was stopped. */
  readonly effects: readonly string[];
  /** The words it was stopped with. */
  readonly stoppedWith: string;
  /** Slowest answer of the host and of the neighbour meanwhile, ms. */
  readonly slowestAnswerMs: number;
  /** From its deadline to its end, ms, for attempts that must die. */
  readonly deadAfterMs?: number;
  /** What that was judged by on this machine at this moment, ms. */
  readonly deadLimitMs?: number;
}
