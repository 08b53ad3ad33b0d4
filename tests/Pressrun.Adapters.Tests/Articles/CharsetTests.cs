using System.Text;
using Pressrun.Providers.Articles;

namespace Pressrun.Adapters.Tests.Articles;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("windows-1251", "Тихая гавань")]
    [InlineData("shift_jis", "静かな港")]
    [InlineData("euc-kr", "조용한 항구")]
    [InlineData("gb2312", "安静的港口")]
    [InlineData("iso-8859-1", "Häfen – “still”")]
    public void The_charset_of_the_header_holds(string charset, string text) =>
        Assert.Equal(text, Read(Bytes(charset, $"<p>{text}</p>"), $"text/html; charset=\"{charset}\""));

    [Theory]
    [InlineData("<meta charset=windows-1251>")]
    [InlineData("<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>")]
    [InlineData("<?xml version='1.0' encoding='windows-1251'?>")]
    public void Without_a_header_the_page_names_its_charset(string declaration) =>
        Assert.Equal("Гавань", Read(Bytes("windows-1251", $"{declaration}<p>Гавань</p>"), "text/html"));

    [Fact]
    public void A_byte_order_mark_is_stronger_than_a_header()
    {
        byte[] page = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<p>Häfen</p>")];

        Assert.Equal("Häfen", Read(page, "text/html; charset=utf-8"));
    }

    [Fact]
    public void A_page_without_any_mark_is_utf8() =>
        Assert.Equal("Häfen 港", Read(Encoding.UTF8.GetBytes("<p>Häfen 港</p>"), null));

    [Fact]
    public void A_page_whose_accents_are_no_utf8_is_taken_for_western() =>
        Assert.Equal("Häfen, Böen", Read(Bytes("windows-1252", "<p>Häfen, Böen</p>"), null));

    [Fact]
    public void One_broken_byte_does_not_change_the_charset()
    {
        byte[] page = [.. Encoding.UTF8.GetBytes("<p>Häfen, Böen, Grüße"), 0xFF, .. Encoding.UTF8.GetBytes("</p>")];

        Assert.Equal("Häfen, Böen, Grüße", Read(page, "text/html; charset=utf-8"));
    }

    [Fact]
    public void A_charset_that_cannot_be_what_was_read_is_not_believed() =>
        Assert.Equal("Häfen", Read(Encoding.UTF8.GetBytes("<meta charset=utf-16><p>Häfen</p>"), null));

    private static string Read(byte[] page, string? contentType) =>
        ArticleExtractor.Extract(page, contentType, null).Text;

    private static byte[] Bytes(string charset, string text)
    {
        var name = charset == "iso-8859-1" ? "windows-1252" : charset;
        return CodePagesEncodingProvider.Instance.GetEncoding(name)!.GetBytes(text);
    }
}
