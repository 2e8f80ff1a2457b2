import { all, withImage } from '../../policies/rules/example';
import { imageDigest } from '../../policies/rules/pre-release-validation/image-digest';
import { imageMovingTag } from '../../policies/rules/pre-release-validation/image-moving-tag';
import { imageName, MOVING_TAGS } from '../../policies/rules/pre-release-validation/image';
import { versionNamed } from '../../policies/rules/pre-release-validation/version-named';
import { found, judged } from './judging';

const DIGEST = `sha256:${'6b1f'.repeat(16)}`;

describe('the name of an image', () => {
  test.each([
    ['web', {}],
    ['web:1', { tag: '1' }],
    ['host:5000/web', {}],
    ['host:5000/acme/web:1.4', { tag: '1.4' }],
    [`host:5000/web@${DIGEST}`, { digest: DIGEST }],
    [`web:1@${DIGEST}`, { tag: '1', digest: DIGEST }],
    ['web:', {}],
    ['', {}],
  ])('%s', (image, parts) => expect(imageName(image)).toEqual(parts));
});

/** Which of the three rules find fault. */
const faults = (image: string) =>
  [imageMovingTag, imageDigest, versionNamed]
    .filter((rule) => found(rule, withImage(image)).length > 0)
    .map(({ id }) => id);

describe('an image', () => {
  test.each([
    ['a tag and a digest', `ghcr.io/acme/web:1.4.2@${DIGEST}`, []],
    ['a digest alone', `ghcr.io/acme/web@${DIGEST}`, ['version-named']],
    ['a digest, and a tag that moves', `ghcr.io/acme/web:latest@${DIGEST}`, ['version-named']],
    ['a version', 'ghcr.io/acme/web:1.4.2', ['image-digest']],
    ['a commit', 'ghcr.io/acme/web:fade1ed', ['image-digest']],
    ['a version of a flavour', 'redis:7.2-alpine', ['image-digest']],
    ['a flavour alone', 'redis:alpine', ['image-moving-tag']],
    ['no tag', 'ghcr.io/acme/web', ['image-moving-tag']],
    ['no tag, behind a port', 'host:5000/web', ['image-moving-tag']],
    ['a branch', 'ghcr.io/acme/web:main', ['image-moving-tag']],
    ['a word that only begins like one', 'ghcr.io/acme/web:mainframe', ['image-digest']],
  ])('with %s', (_, image, ids) => expect(faults(image)).toEqual(ids));

  test.each(MOVING_TAGS.split(', '))('with the tag %s moves', (tag) => {
    expect(faults(`web:${tag}`)).toEqual(['image-moving-tag']);
  });

  test('is judged by the tags that a pack names', () => {
    const rule = { tags: 'blue,green' };
    expect(found(imageMovingTag, withImage('web:green'), { rule })).toHaveLength(1);
    expect(found(imageMovingTag, withImage('web:latest'), { rule })).toEqual([]);
  });

  test('is found in every container, those that come first too', () => {
    const pod = withImage('web:main').replace(
      'containers:',
      "initContainers: [{ name: first, image: 'init' }], containers:",
    );
    expect(found(imageMovingTag, pod)).toEqual([
      'Deployment/web spec.template.spec.initContainers[0].image: container "first" runs "init" without a tag, which means "latest".',
      'Deployment/web spec.template.spec.containers[0].image: container "web" runs "web:main", and "main" is a tag that moves.',
    ]);
  });

  test('that is none is no fault of these rules', () => {
    const without = withImage('x').replace(", image: 'x'", '');
    for (const rule of [imageMovingTag, imageDigest, versionNamed]) expect(found(rule, without)).toEqual([]);
  });
});

describe('a release that takes its pods from another object', () => {
  const rollout = (name: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: ${name}, namespace: shop }
spec:
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  strategy: { canary: {} }`;

  test('is judged by that object, once, however many share it', () => {
    const [one, both] = [
      all(withImage('web:main'), rollout('a')),
      all(withImage('web:main'), rollout('a'), rollout('b')),
    ];
    expect(found(imageMovingTag, both)).toEqual(found(imageMovingTag, one));
    expect(found(imageMovingTag, both)).toEqual([
      expect.stringMatching(/^Deployment\/web .*"main" is a tag that moves/),
    ]);
  });

  test('does not know where it is not there; each says so', () => {
    const { findings, notKnown } = judged(imageDigest, all(rollout('a'), rollout('b')));
    expect(findings).toEqual([]);
    expect(notKnown).toEqual(Array(2).fill('the apps/Deployment "web" is not among the manifests'));
  });

  test('has its version where a label of the pods says it', () => {
    const labelled = withImage(`web@${DIGEST}`).replace(
      '{ app: web } }\n    spec',
      "{ app: web, version: '7' } }\n    spec",
    );
    expect(found(versionNamed, all(labelled, rollout('a')))).toEqual([]);
    expect(found(versionNamed, all(withImage(`web@${DIGEST}`), rollout('a')))).toHaveLength(1);
  });
});
