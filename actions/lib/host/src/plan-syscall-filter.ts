/** Numbers of one architecture; the calls from 424 on have the same number everywhere. */
interface Architecture {
  readonly audit: number;
  readonly clone: number;
  readonly unshare: number;
  readonly refused: readonly number[];
}

/** x64 has a second table of the same calls from here on. */
const x32 = 0x40000000;
const newUserNamespace = 0x10000000;
const clone3 = 435;
/** io_uring_* (its work passes no filter), the mount calls of Linux 5.2, mount_setattr, quotactl_fd, memfd_secret. */
const refusedEverywhere = [425, 426, 427, 428, 429, 430, 431, 432, 433, 442, 443, 447];

/**
 * Kept for each: shmget and memfd_create (memory that no rlimit counts), ptrace, process_vm_*, kcmp (other processes),
 * add_key, request_key, keyctl (the session keyring is inherited from whoever started the agent), mounts, modules, reboot,
 * swap, accounting, quotas, the kernel's log, file handles, namespaces of others, bpf, perf events, userfaultfd.
 */
const architectures: Readonly<Partial<Record<string, Architecture>>> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    unshare: 272,
    refused: [
      29, 101, 103, 153, 155, 163, 165, 166, 167, 168, 169, 175, 176, 179, 246, 248, 249, 250, 298, 303, 304, 308, 310,
      311, 312, 313, 319, 320, 321, 323,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    unshare: 97,
    refused: [
      194, 117, 116, 58, 41, 89, 40, 39, 224, 225, 142, 105, 106, 60, 104, 217, 218, 219, 241, 264, 265, 268, 270, 271,
      272, 273, 279, 294, 280, 282,
    ],
  },
};

const load = 0x20;
const ifEqual = 0x15;
const ifAtLeast = 0x35;
const ifAnyBit = 0x45;
const answer = 0x06;
const allow = 0x7fff0000;
const killProcess = 0x80000000;
const fail = (errno: number) => 0x00050000 | errno;
const notPermitted = fail(1);
const notThere = fail(38);
const offset = { number: 0, architecture: 4, firstArgument: 16 };

/**
 * A seccomp program (struct sock_filter[], as `bwrap --seccomp` reads it) that refuses the kernel calls no plugin needs and
 * that have opened sandboxes before, user namespaces among them. `arch` as `process.arch`; undefined where we have no table.
 */
export function planSyscallFilter(arch: string): Uint8Array | undefined {
  const table = architectures[arch];
  if (!table) return undefined;
  const program: (readonly [code: number, ifTrue: number, ifFalse: number, value: number])[] = [
    [load, 0, 0, offset.architecture],
    [ifEqual, 1, 0, table.audit],
    [answer, 0, 0, killProcess],
    [load, 0, 0, offset.number],
    ...(arch === "x64"
      ? ([
          [ifAtLeast, 0, 1, x32],
          [answer, 0, 0, notThere],
        ] as const)
      : []),
    // Its flags lie in memory, where no filter sees them; the C library falls back to clone.
    [ifEqual, 0, 1, clone3],
    [answer, 0, 0, notThere],
    ...[...table.refused, ...refusedEverywhere].flatMap(
      (number) =>
        [
          [ifEqual, 0, 1, number],
          [answer, 0, 0, notPermitted],
        ] as const,
    ),
    [ifEqual, 1, 0, table.clone],
    [ifEqual, 0, 3, table.unshare],
    [load, 0, 0, offset.firstArgument],
    [ifAnyBit, 0, 1, newUserNamespace],
    [answer, 0, 0, notPermitted],
    [answer, 0, 0, allow],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, [code, ifTrue, ifFalse, value]] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(value, index * 8 + 4);
  }
  return bytes;
}
