/**
 * Makes the Python client: its operations and types from the API's OpenAPI document, beside what is written by hand.
 *
 *     npm run pack:python -- <folder>
 */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openApiDocument } from '@vivavoce/contract';
import { pythonModules } from './python-operations.ts';
import { ROOT } from './repository.ts';

/**
 * Writes the project of the Python client into a folder.
 * @param folder that does not exist yet, or is replaced file by file.
 */
export async function packPython(folder: string): Promise<void> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  await mkdir(folder, { recursive: true });
  await cp(join(ROOT, 'release/python-client'), folder, { recursive: true });
  await cp(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const project = await readFile(join(folder, 'pyproject.toml'), 'utf8');
  await writeFile(
    join(folder, 'pyproject.toml'),
    project.replace('version = "0.0.0"', `version = "${version}"`),
  );
  const { types, client } = pythonModules(openApiDocument(version));
  await writeFile(join(folder, 'vivavoce/types.py'), types);
  await writeFile(join(folder, 'vivavoce/_client.py'), client);
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Usage: npm run pack:python -- <folder>');
  await packPython(resolve(folder));
}
