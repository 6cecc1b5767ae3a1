/**
 * The environment for a child process: what programs need of their surroundings (paths, language, time zone, certificates),
 * and nothing of the settings, which hold keys and passwords. Every child gets it, or less, explicitly.
 */
export function childEnvironment(): Record<string, string>;

/**
 * Keeps what Node compiles in a folder of this user, for the next start and for the processes that this one starts; the one that
 * `NODE_COMPILE_CACHE` names where it is set. A folder that others can write would let them run code here.
 */
export function useCompileCache(): void;

/**
 * Takes everything that may be a secret out of what other processes can see of this one's environment. `process.env` keeps all
 * of it as a plain object; on Linux the bytes behind /proc/PID/environ are erased. On other systems those who can read another
 * process's memory still find its first environment: there, settings with secrets belong into files (`..._FILE`).
 * @throws Error of the file system where /proc cannot be read or written.
 */
export function hideEnvironment(): void;

/**
 * Keeps ONNX Runtime, which reads the variable when it is loaded, from reporting to its maker: without it, it keeps an id of the device and
 * a file of events in the user's cache, and sends them. Nothing may leave the machine. To be called in the main thread: what a thread
 * writes to its environment is its own.
 */
export function disableTelemetry(): void;

/**
 * A flag of Node for processes that analyse: objects that die young are collected after 4 MiB of them, not 16, and so hardly any grow
 * old. It spares a process about 100 MB. The arrays of sound and of networks lie elsewhere and are not touched.
 */
export const SMALL_YOUNG_GENERATION: string;
