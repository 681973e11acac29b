// VS Code's own Node has BoringSSL in OpenSSL's place: its reasons, as that Node hands them on. Numbers and names are those of
// google/boringssl, crypto/err/ssl.errordata; what OpenSSL says is seen with real servers in test/engine/tls-faults.test.ts.
import assert from 'node:assert/strict';
import { connectionError } from '../../../src/engine/dockerode/error-mapping.ts';

const samples: [number: number, reason: string, file: string, message: RegExp][] = [
  [247, 'WRONG_VERSION_NUMBER', 'tls_record.cc', /does not use TLS/],
  [156, 'HTTP_REQUEST', 's3_both.cc', /does not use TLS/],
  [155, 'HTTPS_PROXY_REQUEST', 's3_both.cc', /does not use TLS/],
  [146, 'ENCRYPTED_LENGTH_TOO_LONG', 'tls_record.cc', /does not use TLS/],
  [136, 'DATA_LENGTH_TOO_LONG', 'tls_record.cc', /does not use TLS/],
  [225, 'UNEXPECTED_RECORD', 's3_pkt.cc', /does not use TLS/],
  [223, 'UNEXPECTED_MESSAGE', 'ssl_lib.cc', /does not use TLS/],
  [240, 'UNSUPPORTED_PROTOCOL', 'handshake_client.cc', /a version of TLS that is not safe/],
  [1070, 'TLSV1_ALERT_PROTOCOL_VERSION', 'tls_record.cc', /a version of TLS that is not safe/],
  [1040, 'SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls_record.cc', /no common cipher/],
  [154, 'HANDSHAKE_FAILURE_ON_CLIENT_HELLO', 'handshake.cc', /no common cipher/],
  [1071, 'TLSV1_ALERT_INSUFFICIENT_SECURITY', 'tls_record.cc', /no common cipher/],
  [266, 'NO_SHARED_GROUP', 'extensions.cc', /no common cipher/],
  [253, 'NO_COMMON_SIGNATURE_ALGORITHMS', 'extensions.cc', /no common cipher/],
  [242, 'WRONG_CIPHER_RETURNED', 'handshake_client.cc', /no common cipher/],
  [1116, 'TLSV1_ALERT_CERTIFICATE_REQUIRED', 'tls_record.cc', /requires a client certificate/],
  [1042, 'SSLV3_ALERT_BAD_CERTIFICATE', 'tls_record.cc', /requires a client certificate/],
  [1048, 'TLSV1_ALERT_UNKNOWN_CA', 'tls_record.cc', /requires a client certificate/],
  [1045, 'SSLV3_ALERT_CERTIFICATE_EXPIRED', 'tls_record.cc', /since it has expired/],
  [1044, 'SSLV3_ALERT_CERTIFICATE_REVOKED', 'tls_record.cc', /since it was revoked/],
  [302, 'KEY_USAGE_BIT_INCORRECT', 'ssl_cert.cc', /keyUsage=digitalSignature/],
  [272, 'CANNOT_PARSE_LEAF_CERT', 'ssl_cert.cc', /cannot be read/],
  [228, 'UNKNOWN_CERTIFICATE_TYPE', 'handshake_client.cc', /cannot be read/],
];

describe('a reason of BoringSSL', () => {
  for (const [number, reason, file, message] of samples) {
    it(`${reason} is told in words, as of a connection and as of its code`, () => {
      const place = `../../third_party/boringssl/src/ssl/${file}:151`;
      const text = `1:error:1${number.toString(16).padStart(7, '0')}:SSL routines:OPENSSL_internal:${reason}:${place}:\n`;
      const codes = ['EPROTO', `ERR_SSL_${reason}`];
      for (const code of codes) {
        const error = connectionError(Object.assign(new Error(`write EPROTO ${text}`), { code }), 'build.test', false);
        assert.equal((error as { kind?: string }).kind, 'unreachable');
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /boringssl|EPROTO/i);
      }
    });
  }

  it('tells of keys that are too short and do not belong together', () => {
    const told = (code: string) => connectionError(Object.assign(new Error(''), { code }), 'build.test', true).message;
    assert.match(told('ERR_OSSL_RSA_KEY_SIZE_TOO_SMALL'), /a longer key/);
    assert.match(told('ERR_OSSL_X509_KEY_VALUES_MISMATCH'), /do not belong together/);
  });
});
