using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Model;
using Pressrun.Providers.Mail;

namespace Pressrun.Adapters.Tests.Mail;

/// <summary>Mails written into a folder.</summary>
public sealed class MailProviderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-mail-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Place => Path.Combine(_folder.FullName, "outbox", "0001.eml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_text_comes_before_the_html_and_both_arrive_as_they_were()
    {
        const string Text = "Grüße aus Köln\n\nPreis = 5 €  \n.\nFrom here on\ttabs \n";
        const string Html = "<p>Grüße &amp; <a href=\"https://example.org/?a=1&b=2\">mehr</a></p>\n<p>日本語</p>";
        var mail = await WriteAsync(Letters.With("text", Text, Html));

        Assert.StartsWith("multipart/alternative;", mail["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(["text/plain; charset=utf-8", "text/html; charset=utf-8"],
            mail.Parts.Select(part => part["Content-Type"]));
        Assert.Equal([Text, Html], mail.Parts.Select(part => part.Text));
    }

    [Fact]
    public async Task A_text_of_foreign_letters_is_sent_in_base64_and_arrives()
    {
        var text = string.Concat(Enumerable.Repeat("日本語の文章。\n", 50)).TrimEnd('\n');
        var part = (await WriteAsync(Letters.With("text", text))).Parts[0];

        Assert.Equal(("base64", text), (part["Content-Transfer-Encoding"], part.Text));
    }

    [Fact]
    public async Task The_header_says_who_to_whom_what_and_when()
    {
        var mail = await WriteAsync(Letters.With("list_unsubscribe", "https://example.org/stop?who=7"));

        Assert.Equal(
            ["From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "MIME-Version", "Content-Type"],
            mail.Names);
        Assert.Equal("News <news@example.org>", mail["From"]);
        Assert.Equal("ann@example.net", mail["To"]);
        Assert.Equal("Good morning", mail["Subject"]);
        Assert.Equal("Sun, 22 Nov 2026 00:00:00 +0000", mail["Date"]);
        Assert.Equal("<https://example.org/stop?who=7>", mail["List-Unsubscribe"]);
        Assert.Matches("^<[0-9a-f]{32}@example\\.org>$", mail["Message-ID"]);
    }

    [Theory]
    [InlineData("Grüße aus Köln, und zwar so viele, dass die Zeile umbrochen werden muss: äöü")]
    [InlineData("日本語の件名は長くても短くても正しく届かなければならない、途中で文字が切れてはいけない")]
    [InlineData("Looks like =?UTF-8?Q?an_encoded_word?= and is none")]
    [InlineData("Two  blanks, a blank at the end ")]
    [InlineData("👩‍👩‍👧‍👦 families 👩‍👩‍👧‍👦 and 🏳️‍🌈 flags 👩‍👩‍👧‍👦 of several characters each")]
    [InlineData("https://example.org/a/very/long/address/that/cannot/be/broken/anywhere/in/its/whole/length/at/all")]
    [InlineData("A plain subject that is so long that it has to be broken in two, which nobody will ever see again")]
    [InlineData("")]
    public async Task A_subject_arrives_as_it_was_and_no_line_of_the_header_is_wide(string subject)
    {
        var mail = await WriteAsync(Letters.With("subject", subject));

        Assert.Equal(subject, mail["Subject"]);
        var lines = File.ReadAllText(Place).Split("\r\n");
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 78));
        Assert.All(lines, line => Assert.All(line, letter => Assert.InRange(letter, ' ', '~')));
    }

    [Theory]
    [InlineData("Jürgen Müller <j@example.org>", "Jürgen Müller <j@example.org>")]
    [InlineData("Doe, Jane <j@example.org>", "\"Doe, Jane\" <j@example.org>")]
    [InlineData("\"Doe, \\\"J\\\"\" <j@example.org>", "\"Doe, \\\"J\\\"\" <j@example.org>")]
    [InlineData("j@KÖLN.example", "j@xn--kln-sna.example")]
    [InlineData(" <j+news@example.org> ", "j+news@example.org")]
    public async Task A_mailbox_is_written_as_the_standard_wants_it(string given, string written)
    {
        var mail = await WriteAsync(Letters.With("from", given));

        Assert.Equal(written, mail["From"]);
    }

    [Fact]
    public async Task Many_recipients_are_listed_over_several_lines()
    {
        var to = Enumerable.Range(0, 40).Select(one => $"Reader {one} <reader{one}@example.net>").ToArray();
        var mail = await WriteAsync(Letters.With("to", new JsonArray([.. to.Select(one => JsonValue.Create(one))])));

        Assert.Equal(string.Join(", ", to), mail["To"]);
    }

    [Theory]
    [InlineData("subject", "Hello\r\nBcc: everybody@example.net")]
    [InlineData("subject", "Hello\nBcc: everybody@example.net")]
    [InlineData("subject", "Hello\rBcc: everybody@example.net")]
    [InlineData("subject", "Hello\0")]
    [InlineData("subject", "Hello\u001b[31m")]
    [InlineData("from", "a\r\nBcc: x@y.z <news@example.org>")]
    [InlineData("from", "news@example.org>\r\nRCPT TO:<x@y.z")]
    [InlineData("to", "ann@example.net\nX: y")]
    [InlineData("list_unsubscribe", "https://example.org/\r\nX: y")]
    [InlineData("date", "2026-11-22\r\nX: y")]
    [InlineData("name", "0001\r\nX: y")]
    [InlineData("text", "Hello\0")]
    [InlineData("html", "Hello\0")]
    public async Task A_text_that_would_begin_a_line_of_its_own_is_no_mail(string member, string value)
    {
        var reply = await SendAsync(Letters.With(member, value));

        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.Matches(
            $"^No mail was written: `{member}` holds a (line break|control character|NUL character)", failed.Cause);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "outbox")));
    }

    [Theory]
    [InlineData("from", "nobody", "`from` holds `nobody`, which is no mail address")]
    [InlineData("from", "a b@example.org", "which is no mail address")]
    [InlineData("from", "a@ex ample.org", "which is no mail address")]
    [InlineData("from", "a@-example.org", "which is no mail address")]
    [InlineData("from", "<a@example.org> x", "which is no mail address")]
    [InlineData("from", null, "`from` is missing")]
    [InlineData("to", null, "`to` is missing")]
    [InlineData("to", "", "which is no mail address")]
    [InlineData("subject", null, "`subject` is missing")]
    [InlineData("date", null, "`date` is missing")]
    [InlineData("date", "yesterday", "`date` is no date")]
    [InlineData("date", "10:30", "`date` is no date")]
    [InlineData("list_unsubscribe", "javascript:alert(1)", "`list_unsubscribe` is neither")]
    [InlineData("outbox", null, "`outbox` is missing")]
    [InlineData("name", null, "`name` is missing")]
    public async Task What_is_missing_or_wrong_is_named(string member, string? value, string cause)
    {
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync(Letters.With(member, value))).Outcome);

        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.Contains(cause, failed.Cause, StringComparison.Ordinal);
        Assert.EndsWith(". Mend the stage's `put`.", failed.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("from")]
    public async Task A_line_of_megabytes_is_no_mail(string member)
    {
        var reply = await SendAsync(Letters.With(member, new string('x', 1_000_000)));

        Assert.Equal($"No mail was written: `{member}` is longer than 2000 characters; shorten it. "
            + "Mend the stage's `put`.", Assert.IsType<Outcome.Failed>(reply.Outcome).Cause);
    }

    [Theory]
    [InlineData("outbox", "../outside")]
    [InlineData("outbox", "/tmp")]
    [InlineData("name", "../../outside")]
    [InlineData("name", ".hidden")]
    public async Task A_mail_never_leaves_the_folder(string member, string value)
    {
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync(Letters.With(member, value))).Outcome);

        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_missing_text_is_made_from_the_html()
    {
        const string Html = """
            <html><head><title>No</title><style>p { color: red }</style></head><body>
            <div style="display: none">preheader</div><h1>Results
            of the year</h1><p>One<br>two &amp; three</p><script>alert(1)</script>
            <ul><li>first</li><li>second</li></ul>
            <table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>
            <p><a href="https://example.org/f">Source</a> <a href="javascript:x">none</a></p></body></html>
            """;
        var mail = await WriteAsync(Letters.With("text", null, Html));

        Assert.Equal(
            "Results of the year\n\nOne\ntwo & three\n\n- first\n\n- second\n\na 1\n\nb 2\n\n"
            + "Source (https://example.org/f) none",
            mail.Parts[0].Text);
    }

    [Fact]
    public async Task A_mail_without_html_is_one_plain_part()
    {
        var mail = await WriteAsync(Letters.With("html", null));

        Assert.Equal(("text/plain; charset=utf-8", "Hello Ann"), (mail["Content-Type"], mail.Text.TrimEnd()));
    }

    [Fact]
    public async Task The_same_request_gives_the_same_bytes_and_another_one_another_id()
    {
        var first = await WriteAsync(Letters.Good);
        var bytes = await File.ReadAllBytesAsync(Place, Ct);
        File.Delete(Place);
        await WriteAsync(Letters.Good);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Place, Ct));

        Assert.NotEqual(first["Message-ID"], (await WriteAsync(Letters.With("subject", "Other")))["Message-ID"]);
    }

    [Fact]
    public async Task A_mail_that_is_there_already_is_left_untouched()
    {
        await SendAsync(Letters.Good);
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Place, time);
        await SendAsync(Letters.Good);

        Assert.Equal(time, File.GetLastWriteTimeUtc(Place));
    }

    [Fact]
    public async Task The_answer_names_file_size_hash_and_id()
    {
        var provider = new MailProvider(_folder.FullName);
        var call = Letters.CallOf("mail", Letters.Good);
        using var answer = JsonDocument.Parse(provider.Read(call, await provider.SendAsync(call, 1, Ct)).Text);

        Assert.Equal(["path", "bytes", "sha256", "message_id"],
            answer.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("outbox/0001.eml", answer.RootElement.GetProperty("path").GetString());
        Assert.Equal(new FileInfo(Place).Length, answer.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(new ReadMail(await File.ReadAllTextAsync(Place, Ct))["Message-ID"],
            answer.RootElement.GetProperty("message_id").GetString());
    }

    [Fact]
    public async Task Html_that_nests_a_hundred_thousand_deep_is_mailed()
    {
        var html = string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep";
        var mail = await WriteAsync(Letters.With("text", null, html));

        Assert.Equal("deep", mail.Parts[0].Text);
    }

    private async Task<ReadMail> WriteAsync(string content)
    {
        Assert.IsType<Outcome.Answered>((await SendAsync(content)).Outcome);
        return new(await File.ReadAllTextAsync(Place, Ct));
    }

    private Task<Reply> SendAsync(string content) =>
        new MailProvider(_folder.FullName).SendAsync(Letters.CallOf("mail", content), 1, Ct);
}
