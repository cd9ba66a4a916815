import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkWritable, isFolder, listImages, readBytes, writeWhole } from '#platform/files';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('listImages', () => {
  beforeAll(async () => {
    await mkdir(join(folder, 'images', '.hidden'), { recursive: true });
    await mkdir(join(folder, 'images', 'sub.png'));
    for (const name of ['b10.PNG', 'b9.jpg', 'a.webp', '.c.png', 'd.txt', '.hidden/e.png', 'sub.png/f.gif']) {
      await writeFile(join(folder, 'images', name), '');
    }
  });
  const list = async (path: string, options = {}) =>
    (await listImages(path, options)).map((found) => found.slice(join(folder, 'images').length + 1));

  test('in natural order, without hidden files and folders', async () => {
    expect(await list(join(folder, 'images'))).toEqual(['a.webp', 'b9.jpg', 'b10.PNG']);
    expect(await list(join(folder, 'images', '..', 'images'))).toEqual(['a.webp', 'b9.jpg', 'b10.PNG']);
  });

  test('recursive: with the folders inside', async () => {
    expect(await list(join(folder, 'images'), { recursive: true })).toEqual([
      'a.webp',
      'b9.jpg',
      'b10.PNG',
      'sub.png/f.gif',
    ]);
  });

  test('what is no folder of images is an error', async () => {
    const missing = join(folder, 'missing');
    const file = join(folder, 'images', 'd.txt');
    await expect(listImages(missing)).rejects.toThrow(`Cannot list folder "${missing}": there is no such folder`);
    await expect(listImages(file)).rejects.toThrow(`Cannot list folder "${file}": it is not a folder`);
    await expect(listImages(join(folder, 'images', '.hidden', '..', '..'))).rejects.toThrow(/has no images: expected/);
  });

  test('isFolder', async () => {
    expect([
      await isFolder(folder),
      await isFolder(join(folder, 'images', 'd.txt')),
      await isFolder('nowhere'),
    ]).toEqual([true, false, false]);
  });
});

describe('readBytes', () => {
  test('of a path, a file URL and a data URI', async () => {
    const path = join(folder, 'bytes.bin');
    await writeFile(path, 'abc');
    for (const source of [path, pathToFileURL(path), String(pathToFileURL(path)), 'data:,abc']) {
      expect([...(await readBytes(source))]).toEqual([97, 98, 99]);
    }
  });

  test('of a server, and what it answers instead', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/a.bin' ? 200 : 404;
      response.end('abc');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    expect([...(await readBytes(`${url}/a.bin`))]).toEqual([97, 98, 99]);
    await expect(readBytes(new URL(`${url}/b.bin`))).rejects.toThrow(
      `Cannot read "${url}/b.bin": the server answered 404`,
    );
    await new Promise((done) => server.close(done));
    await expect(readBytes(`${url}/a.bin`)).rejects.toThrow(new RegExp(`^Cannot read "${url}/a.bin": .+`));
  });

  test('an aborted signal rejects with its reason', async () => {
    await expect(readBytes('x', AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});

describe('checkWritable', () => {
  test('leaves nothing behind, and lets folders be made', async () => {
    await checkWritable(join(folder, 'new/deep/a.json'));
    expect((await readdir(folder)).filter((name) => name.includes('new') || name.includes('tmp'))).toEqual([]);
  });

  test('refuses a folder and a place below a file', async () => {
    await expect(checkWritable(folder)).rejects.toThrow('it is a folder, expected a file');
    await writeFile(join(folder, 'file'), '');
    await expect(checkWritable(join(folder, 'file/a.json'))).rejects.toThrow('is a file, expected a folder');
  });

  // Only Linux has a folder that gives permission and takes no files.
  test.runIf(process.platform === 'linux')('refuses a folder that takes no files', async () => {
    await expect(checkWritable('/proc/a.json')).rejects.toThrow('Cannot write "/proc/a.json": "/proc" takes no files');
  });
});

describe('writeWhole', () => {
  test('makes the folders, replaces what was there, leaves nothing else', async () => {
    const path = join(folder, 'out', 'deep', 'a.json');
    await writeWhole(path, 'old');
    await writeWhole(path, Uint8Array.of(110, 101, 119));
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(join(folder, 'out', 'deep'))).toEqual(['a.json']);
  });

  test('what cannot be written is one sentence, and leaves nothing', async () => {
    await mkdir(join(folder, 'taken', 'target'), { recursive: true });
    await writeFile(join(folder, 'taken', 'file'), '');
    const target = join(folder, 'taken', 'target');
    await expect(writeWhole(target, 'x')).rejects.toThrow(`Cannot write "${target}": it is a folder, expected a file`);
    const below = join(folder, 'taken', 'file', 'x');
    await expect(writeWhole(below, 'x')).rejects.toThrow('a part of its path is a file, expected a folder');
    expect((await readdir(join(folder, 'taken'))).sort()).toEqual(['file', 'target']);
  });

  test('a link is followed, a device is written to as it is', async () => {
    const [file, link] = [join(folder, 'linked.txt'), join(folder, 'link.txt')];
    await writeFile(file, 'old');
    await symlink(file, link);
    await writeWhole(link, 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
    await writeWhole('/dev/null', 'nothing');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  test.each(['SIGINT', 'SIGTERM'])('%s in the middle leaves nothing half-written', async (stop) => {
    const out = join(folder, stop);
    await mkdir(out);
    const script = `
      import { readdirSync } from 'node:fs';
      import { writeWhole } from ${JSON.stringify(pathToFileURL(resolve('src/platform/node/files.ts')).href)};
      const timer = setInterval(() => {
        if (readdirSync(process.env.OUT).length === 0) return;
        clearInterval(timer);
        process.kill(process.pid, '${stop}');
      }, 1);
      writeWhole(process.env.OUT + '/whole.bin', new Uint8Array(300_000_000)).then(() => console.log('finished'));
    `;
    await writeFile(join(out, '..', `${stop}.ts`), script);
    const child = spawnSync(process.execPath, ['--import', 'tsx', join(folder, `${stop}.ts`)], {
      env: { ...process.env, OUT: out },
    });
    expect({ signal: child.signal, said: String(child.stdout), left: await readdir(out) }).toEqual({
      signal: stop,
      said: '',
      left: [],
    });
  });
});
