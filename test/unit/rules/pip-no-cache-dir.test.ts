import { pipNoCacheDir as rule } from '../../../src/dockerfile/rules/pip-no-cache-dir.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pip-no-cache-dir', () => {
  it('takes each call', () =>
    expectMarked(
      rule,
      'FROM python:3.13\nRUN ⟦pip install⟧ a && ⟦pip3 install⟧ b && ⟦python -m pip install⟧ c && pip download d\n',
    ));
  it('keeps quiet where it is said, mounted or removed', () =>
    expectMarked(
      rule,
      'FROM python:3.13\nRUN pip install --no-cache-dir a && PIP_NO_CACHE_DIR=1 pip install b\nRUN pip --no-cache-dir install a\nRUN --mount=type=cache,target=/root/.cache/pip pip install a\nRUN pip install a && rm -rf ~/.cache/pip\nRUN pip install a && pip cache purge\nRUN pipx install a && pipenv install b\n',
    ));
  it('follows ENV', () => {
    expectMarked(
      rule,
      'FROM python:3.13 AS a\nRUN ⟦pip install⟧ x\nENV PIP_NO_CACHE_DIR=on\nFROM a\nRUN pip install x\n',
    );
    expectMarked(rule, 'FROM python:3.13\nENV PIP_NO_CACHE_DIR=0\nRUN ⟦pip install⟧ x\n');
  });
});
