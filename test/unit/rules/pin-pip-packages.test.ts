import { pinPipPackages as rule } from '../../../src/dockerfile/rules/pin-pip-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-pip-packages', () => {
  it('takes each package, however pip is called', () =>
    expectMarked(
      rule,
      'FROM python:3.13\nRUN pip3 install ⟦a⟧ b==1 && python3 -m pip --no-cache-dir install ⟦c⟧ && pip3.13 install -i https://e.org ⟦d⟧ && pipx install ⟦e⟧\nONBUILD RUN pip install ⟦a⟧\n',
    ));
  it('keeps quiet where versions are elsewhere', () =>
    expectMarked(
      rule,
      'FROM python:3.13\nRUN pip install -r a.txt && pip install --requirement=a.txt b && pip install -c c.txt d && pip install . && pip install -e . && pipenv install a && pip download a\n',
    ));
  it('knows versions, files and addresses', () =>
    expectMarked(
      rule,
      'FROM python:3.13\nRUN pip install a~=1 \'b<2\' "c!=1" d.whl e/f https://e.org/g.zip git+https://e.org/h.git@v1#egg=h ⟦git+https://e.org/i.git⟧\n',
    ));
});
