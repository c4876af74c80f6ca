import { spawn, type SpawnOptions } from 'node:child_process';
import { basename } from 'node:path';

/** Runs a program that ends by itself; its own words are in the error if it fails. */
export function runToEnd(program: string, parameters: string[], options: SpawnOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    // In a process group of its own, so that a Ctrl-C reaches the launcher alone, which then ends things in order.
    const child = spawn(program, parameters, {
      ...options,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (words = (words + chunk).slice(-4000)));
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      reject(new Error(`${basename(program)} failed (${signal ?? `exit code ${code}`}): ${words.trim()}`));
    });
  });
}
