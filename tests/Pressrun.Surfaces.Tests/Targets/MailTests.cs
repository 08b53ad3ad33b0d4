using System.Globalization;
using Pressrun.Surfaces.Tests.Commands;

namespace Pressrun.Surfaces.Tests.Targets;

/// <summary>A mail an item: into a folder, or by a server, and never twice.</summary>
public sealed class MailTests
{
    private const string Send = """
          send:
            put: mail://outbox
            with: { from: "News <news@example.org>", to: "{{email}}, all@example.org" }
        """;

    [Fact]
    public void Each_item_is_a_file_whose_subject_is_the_title_of_its_page()
    {
        using var shell = Notes.Make(Send);
        Notes.Run(shell, 0, "run", "p.yaml");
        var mail = Notes.Read(shell, "outbox/n1.eml");
        foreach (var line in (string[])["From: News <news@example.org>", "To: n1@example.org, all@example.org",
            "Subject: First", "Date: Sun, 01 Nov 2026 00:00:00 +0000", "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8", "source (https://example.org/1)"])
        {
            Assert.Contains($"{line}\r\n", mail, StringComparison.Ordinal);
        }

        Assert.Equal(2, Directory.GetFiles(shell.PathOf("outbox")).Length);
    }

    [Fact]
    public void The_stage_says_subject_text_date_and_where_readers_unsubscribe()
    {
        using var shell = Notes.MakeOne("""
              send:
                put: mail://outbox/{{slug title}}
                with:
                  from: news@example.org
                  to: all@example.org
                  subject: "On {{title}}"
                  text: "{{title}}, in short."
                  date: "20250203"
                  unsubscribe: https://example.org/stop?{{key}}
            """);
        Notes.Run(shell, 0, "run", "p.yaml");
        var mail = Notes.Read(shell, "outbox/first/n1.eml");
        foreach (var line in (string[])["Subject: On First", "Date: Mon, 03 Feb 2025 00:00:00 +0000",
            "First, in short.", "List-Unsubscribe: <https://example.org/stop?n1>"])
        {
            Assert.Contains($"{line}\r\n", mail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_of_a_stranger_runs_in_a_mail_or_is_loaded_by_it()
    {
        using var shell = Notes.Make(Send);
        Notes.Run(shell, 0, "run", "p.yaml");
        var mail = Notes.Read(shell, "outbox/n2.eml").Replace("=\r\n", "", StringComparison.Ordinal);
        var html = mail[mail.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)..];
        Assert.Contains("&lt;script&gt;steal()", html, StringComparison.Ordinal);
        foreach (var harm in (string[])["<script", "javascript:", "<img"])
        {
            Assert.DoesNotContain(harm, html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void What_an_item_says_is_never_a_second_recipient_or_another_line()
    {
        using var shell = Notes.MakeOne(Send);
        shell.Write("notes.jsonl", Notes.Read(shell, "notes.jsonl").Replace(
            "\"n1@example.org\"", "\"n1@example.org, evil@example.com\"", StringComparison.Ordinal));
        Assert.Contains("which is no mail address", Notes.Run(shell, 1, "run", "p.yaml"), StringComparison.Ordinal);
        shell.Write("notes.jsonl", Notes.Read(shell, "notes.jsonl").Replace(
            ", evil@example.com", "\\r\\nBcc: evil@example.com", StringComparison.Ordinal));
        Assert.Contains("line break", Notes.Run(shell, 1, "run", "p.yaml"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf("outbox")));
    }

    [Fact]
    public void The_second_run_mails_nothing_and_writes_again_what_is_gone()
    {
        using var shell = Notes.Make(Send);
        Notes.Run(shell, 0, "run", "p.yaml");
        var before = shell.Tree("outbox");
        File.Delete(shell.PathOf("outbox/n1.eml"));
        Assert.Contains("1 missing or changed file was written again", Notes.Run(shell, 0, "run", "p.yaml"),
            StringComparison.Ordinal);
        Assert.Equal(before, shell.Tree("outbox"));
    }

    [Fact]
    public void Killed_between_the_writing_and_its_record_each_mail_is_there_once_and_the_same()
    {
        using var calm = Notes.Make(Send);
        Notes.Run(calm, 0, "run", "p.yaml");
        using var shell = Notes.Make(Send);
        Cut.Run(shell, 0, "mail");
        Directory.Delete(shell.PathOf("outbox"), recursive: true);
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Equal(calm.Tree("outbox"), shell.Tree("outbox"));
    }

    [Fact]
    public async Task A_server_gets_each_mail_once_and_the_second_run_none()
    {
        await using var desk = new MailDesk();
        using var shell = Notes.Make(ByServer(desk));
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Equal(2, desk.Mails.Count);
        Assert.Contains("nothing to do", Notes.Run(shell, 0, "run", "p.yaml"), StringComparison.Ordinal);
        Assert.Equal(2, desk.Mails.Count);
        Assert.DoesNotContain(desk.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_of_which_nobody_knows_whether_it_arrived_waits_for_a_person()
    {
        await using var desk = new MailDesk();
        using var shell = Notes.MakeOne(ByServer(desk));
        Cut.Run(shell, 0, "smtp");
        var said = Notes.Run(shell, 5, "run", "p.yaml");
        Assert.Contains("did attempt 1 of send arrive at smtp?", said, StringComparison.Ordinal);
        Assert.Single(desk.Mails);
    }

    [Fact]
    public async Task User_and_password_are_given_by_reference_and_written_nowhere()
    {
        await using var desk = new MailDesk();
        using var shell = Notes.MakeOne(ByServer(desk));
        shell.Write("p.yaml", Notes.Read(shell, "p.yaml").Replace(
            "providers: {", "providers: { smtp: { key: env:MAIL_KEY, account: me },", StringComparison.Ordinal));
        Assert.Contains("the key of `smtp` is missing: the environment variable MAIL_KEY is not set",
            Notes.Run(shell, 4, "run", "p.yaml"), StringComparison.Ordinal);
        shell.Variables["MAIL_KEY"] = "s3cr3t-word";
        var said = Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Contains(desk.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cr3t-word", said, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(shell.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("s3cr3t-word", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_stand_ins_made_is_mailed_to_nobody()
    {
        await using var desk = new MailDesk();
        using var shell = Notes.MakeOne(ByServer(desk));
        Notes.Run(shell, 0, "run", "p.yaml", "--offline");
        Assert.Empty(desk.Mails);
        Assert.Contains("Subject: [offline] First\r\n", Notes.Read(shell, "offline/outbox/send/n1.eml"),
            StringComparison.Ordinal);
        Assert.Contains("put mail://outbox instead of smtp://",
            Notes.Run(shell, 0, "check", "p.yaml", "--graph", "--offline"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("put: mail://outbox", "a mail says who sends it", "add `with: { from: News <news@example.org> }`")]
    [InlineData("put: mail://outbox", "a mail says who gets it", "add `with: { to: readers@example.org }`")]
    [InlineData("put: mail://outbox, with: { from: news, to: a@b.c }", "`from` is a mail address", "{{email}}")]
    [InlineData("put: \"smtp://{{email}}\", with: { from: a@b.c, to: a@b.c }", "a mail server is written out",
        "smtp://smtp.example.org:587")]
    [InlineData("put: \"smtp://me:word@b.c\", with: { from: a@b.c, to: a@b.c }", "a mail server is written out",
        "key: env:SMTP_KEY")]
    [InlineData("needs: text, put: mail://outbox, with: { from: a@b.c, to: a@b.c }", "a mail has a subject",
        "add `with: { subject: \"{{key}}\" }`")]
    [InlineData("once: true, put: mail://outbox, with: { from: a@b.c, to: a@b.c, date: 2026-01-01 }",
        "`short` has a result for each item", "leave `once` out, or `join` them first")]
    public void What_is_missing_is_said_before_anything_is_sent(string put, string message, string hint)
    {
        using var shell = Notes.Make($"  short: {"{"} render: \"{"{{"}title{"}}"}\" {"}"}\n  send: {"{"} {put} {"}"}"
            .Replace("needs: text", "needs: short", StringComparison.Ordinal));
        var said = Notes.Run(shell, 2, "check", "p.yaml");
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Contains(hint, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_without_a_date_are_told_to_have_one()
    {
        using var shell = Notes.MakeOne(Send);
        shell.Write("notes.jsonl", Notes.Read(shell, "notes.jsonl").Replace(
            "\"date\"", "\"day\"", StringComparison.Ordinal));
        var said = Notes.Run(shell, 2, "check", "p.yaml");
        Assert.Contains("a mail bears a date, and the items have none", said, StringComparison.Ordinal);
        Assert.Contains("add `with: { date: 2026-11-22 }`", said, StringComparison.Ordinal);
    }

    private static string ByServer(MailDesk desk) => string.Create(CultureInfo.InvariantCulture,
        $"  send: {"{"} put: \"smtp://127.0.0.1:{desk.Port}\", ")
        + "with: { from: a@example.org, to: b@example.org } }";
}
