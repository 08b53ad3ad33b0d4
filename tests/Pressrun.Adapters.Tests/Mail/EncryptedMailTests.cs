using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pressrun.Model;
using Pressrun.Providers.Mail;

namespace Pressrun.Adapters.Tests.Mail;

/// <summary>Mails handed over encrypted.</summary>
public sealed class EncryptedMailTests : IAsyncDisposable
{
    private readonly MailServer _server = new() { Certificate = CertificateOf("127.0.0.1") };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public EncryptedMailTests() => _server.Answer("EHLO", "250-hello\r\n250-AUTH PLAIN\r\n250 STARTTLS");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _server.Certificate!.Dispose();
    }

    [Fact]
    public async Task Everything_but_the_greeting_is_said_encrypted_where_the_server_can()
    {
        Assert.IsType<Outcome.Answered>((await SendAsync(_server.Certificate)).Outcome);

        Assert.Equal(["EHLO [127.0.0.1]", "STARTTLS"],
            _server.Commands.Where(command => !command.StartsWith('*')));
        Assert.Equal(["*EHLO", "*AUTH", "*MAIL", "*RCPT", "*DATA", "*QUIT"],
            _server.Commands.Where(command => command.StartsWith('*')).Select(command => command.Split(' ')[0]));
    }

    [Fact]
    public async Task A_server_nobody_vouches_for_gets_neither_key_nor_mail()
    {
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync(trusted: null)).Outcome);

        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.Contains("has no valid certificate", failed.Cause, StringComparison.Ordinal);
        Assert.Equal(["EHLO [127.0.0.1]", "STARTTLS"], _server.Commands);
    }

    [Fact]
    public async Task What_was_slipped_in_before_the_encryption_is_not_taken_for_an_answer()
    {
        _server.Answer("STARTTLS", "220 go on\r\n250-hello from somebody else\r\n250 AUTH PLAIN");

        Assert.IsType<Outcome.Failed>((await SendAsync(_server.Certificate)).Outcome);
        Assert.DoesNotContain(_server.Commands, command => command.Contains("AUTH", StringComparison.Ordinal));
    }

    private async Task<Reply> SendAsync(X509Certificate2? trusted)
    {
        var policy = trusted is null ? null : new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy?.CustomTrustStore.Add(trusted!);
        var options = new SmtpOptions { Key = "ann:pa55-word", StepTimeout = TimeSpan.FromSeconds(20) };
        return await new SmtpProvider(options, TimeProvider.System, SmtpLine.OpenAsync, policy).SendAsync(
            Letters.CallOf("smtp", Letters.With("server", $"127.0.0.1:{_server.Port}")), 1, Ct);
    }

    private static X509Certificate2 CertificateOf(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(host));
        request.CertificateExtensions.Add(names.Build());
        // Without a clock of our own: valid whenever the tests run.
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(40), DateTimeOffset.UnixEpoch.AddYears(120));
    }
}
