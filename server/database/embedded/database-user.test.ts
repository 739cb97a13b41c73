import { expect, test } from 'vitest';
import { userNamed } from './database-user.ts';

const passwd =
  'root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104:,,,:/var/lib:/bin/bash\nadmin:x:0:7::/:/bin/sh\n';

test('a user is found by whole name', () => {
  expect(userNamed(passwd, 'postgres')).toEqual({ uid: 101, gid: 104 });
  expect(userNamed(passwd, 'post')).toBeNull();
});

test('another name of root is not taken for a plain user', () => {
  expect(userNamed(passwd, 'admin')).toBeNull();
});
