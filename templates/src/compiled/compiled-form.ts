/** Raised when what a compiled pack holds, or the engine that its functions ask for help, changes. */
export const compiledForm = 1;
