import fs, { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../../lib/synth/write';
import { filesIn, withFolder } from '../support/folder';

afterEach(() => jest.restoreAllMocks());

test('files and their folders are written, and old ones replaced', () => {
  withFolder((folder) => {
    writeFileSync(join(folder, 'a.yaml'), 'old, and longer than the new one');
    writeFileSync(join(folder, 'kept.yaml'), 'not ours');
    writeFiles(folder, [
      { path: 'a.yaml', text: 'new a' },
      { path: 'deep/er/b.yaml', text: 'new b' },
    ]);
    expect(filesIn(folder)).toEqual({ 'a.yaml': 'new a', 'deep/er/b.yaml': 'new b', 'kept.yaml': 'not ours' });
  });
});

test('the folder is created even for no files: the cdk8s CLI expects it', () => {
  withFolder((folder) => {
    writeFiles(join(folder, 'out'), []);
    expect(existsSync(join(folder, 'out'))).toBe(true);
  });
});

test('a name as long as the file system takes is fine', () => {
  withFolder((folder) => {
    const path = `${'n'.repeat(250)}.yaml`;
    writeFiles(folder, [{ path, text: 'x' }]);
    expect(readdirSync(folder)).toEqual([path]);
  });
});

test('if writing fails midway, all old files are whole and nothing temporary is left', () => {
  withFolder((folder) => {
    const old = { 'a.yaml': 'old a', 'b.yaml': 'old b' };
    for (const [path, text] of Object.entries(old)) writeFileSync(join(folder, path), text);
    const write = fs.writeFileSync;
    let calls = 0;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((path, text) => {
      if (++calls < 2) return write(path, text);
      write(path, (text as string).slice(0, 3));
      throw new Error('ENOSPC: no space left on device');
    });
    const files = Object.keys(old).map((path) => ({ path, text: 'entirely new' }));

    expect(() => writeFiles(folder, files)).toThrow('ENOSPC');
    expect(filesIn(folder)).toEqual(old);
  });
});

test('where a folder is in the way, nothing is written, and nothing temporary is left', () => {
  withFolder((folder) => {
    for (const path of ['a.yaml', 'c.yaml']) writeFileSync(join(folder, path), 'old');
    mkdirSync(join(folder, 'b.yaml', 'in-the-way'), { recursive: true });
    const files = ['a.yaml', 'b.yaml', 'c.yaml'].map((path) => ({ path, text: 'new' }));

    expect(() => writeFiles(folder, files)).toThrow(/b\.yaml/);
    expect(filesIn(folder)).toEqual({ 'a.yaml': 'old', 'c.yaml': 'old' });
  });
});

test('a reader never sees half a file: before its rename, the place still holds the old text', () => {
  withFolder((folder) => {
    const place = join(folder, 'a.yaml');
    writeFileSync(place, 'old');
    const rename = fs.renameSync;
    const seen: string[] = [];
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      seen.push(readFileSync(place, 'utf8'), readFileSync(from, 'utf8'));
      rename(from, to);
    });
    writeFiles(folder, [{ path: 'a.yaml', text: 'new' }]);

    expect(seen).toEqual(['old', 'new']);
    expect(readFileSync(place, 'utf8')).toBe('new');
  });
});
