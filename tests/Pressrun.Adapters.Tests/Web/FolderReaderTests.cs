using Pressrun.Model;
using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>Which files are read as pages, and that no way leads out of their folder.</summary>
public sealed class FolderReaderTests : IDisposable
{
    private static readonly DateTime Changed = new(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly string _above = Directory.CreateTempSubdirectory("pressrun-pages-").FullName;

    public FolderReaderTests()
    {
        Put("secret.html", "<p>secret</p>");
        Put("pages-too/secret.html", "<p>secret</p>");
        Put("pages/one.html", "<p>one</p>");
        Put("pages/deep/two words.txt", "Two words.");
    }

    private string Folder => Path.Combine(_above, "pages");

    [Theory]
    [InlineData("one.html")]
    [InlineData("./one.html")]
    [InlineData("file:one.html")]
    [InlineData("file:./%6fne.html")]
    [InlineData("{folder}/one.html")]
    [InlineData("file:{folder}/one.html")]
    [InlineData("file://{folder}/one.html")]
    [InlineData("file://localhost{folder}/one.html")]
    public async Task A_file_is_read_by_its_path_or_address(string address)
    {
        var page = FetchedPage.Parse((await SendAsync(address)).Body.Bytes);

        Assert.Equal(("file:///one.html", 200, "text/html"),
            (page.Address.AbsoluteUri, page.Status, page.ContentType));
        Assert.Equal((Changed, Changed), (page.FetchedAt.UtcDateTime, page.LastModified!.Value.UtcDateTime));
        Assert.Equal("<p>one</p>"u8, page.Content.Span);
    }

    [Fact]
    public async Task The_path_of_the_folder_is_nobodys_business()
    {
        var bytes = (await SendAsync($"{Folder}/deep/two words.txt")).Body.Bytes;

        Assert.Equal("file:///deep/two%20words.txt", FetchedPage.Parse(bytes).Address.AbsoluteUri);
        Assert.True(bytes.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(_above)) < 0);
    }

    [Theory]
    [InlineData("a.htm", "text/html")]
    [InlineData("a.XHTML", "application/xhtml+xml")]
    [InlineData("a.txt", "text/plain")]
    [InlineData("a.md", "text/markdown")]
    public async Task The_kind_of_a_file_is_told_by_its_name(string name, string kind)
    {
        Put("pages/" + name, "Words.");

        Assert.Equal(kind, FetchedPage.Parse((await SendAsync(name)).Body.Bytes).ContentType);
    }

    [Theory]
    [InlineData("../secret.html")]
    [InlineData("deep/../../secret.html")]
    [InlineData("deep/../one.html")]
    [InlineData("file:../secret.html")]
    [InlineData("file:%2e%2e/secret.html")]
    [InlineData("file:%2e%2e%2fsecret.html")]
    [InlineData("{above}/secret.html")]
    [InlineData("file://{above}/secret.html")]
    [InlineData("{above}/pages-too/secret.html")]
    [InlineData("/etc/passwd")]
    [InlineData("//site.example/one.html")]
    [InlineData("link.html")]
    [InlineData("link-folder/secret.html")]
    [InlineData("link-to-link/secret.html")]
    public async Task No_way_leads_out_of_the_folder(string address)
    {
        File.CreateSymbolicLink(Path.Combine(Folder, "link.html"), "../secret.html");
        Directory.CreateSymbolicLink(Path.Combine(Folder, "link-folder"), _above);
        Directory.CreateSymbolicLink(Path.Combine(Folder, "link-to-link"), "deep/link");
        Directory.CreateSymbolicLink(Path.Combine(Folder, "deep/link"), "../../pages-too");

        Assert.EndsWith(" leads out of the folder that files are read from: put the file into it and list it by its "
            + "path from there", await CauseAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_inside_the_folder_is_followed()
    {
        File.CreateSymbolicLink(Path.Combine(Folder, "deep/link.html"), "../one.html");

        Assert.Equal("file:///deep/link.html",
            FetchedPage.Parse((await SendAsync("deep/link.html")).Body.Bytes).Address.AbsoluteUri);
    }

    [Fact]
    public async Task The_folder_itself_may_be_a_link()
    {
        Directory.CreateSymbolicLink(Path.Combine(_above, "alias"), "pages");
        var reply = await SendAsync("one.html", Path.Combine(_above, "alias"));

        Assert.Equal("file:///one.html", FetchedPage.Parse(reply.Body.Bytes).Address.AbsoluteUri);
    }

    [Fact]
    public async Task Links_in_a_circle_come_to_an_end()
    {
        File.CreateSymbolicLink(Path.Combine(Folder, "a.html"), "b.html");
        File.CreateSymbolicLink(Path.Combine(Folder, "b.html"), "a.html");

        Assert.Equal("a.html is a link that leads in a circle: correct the link", await CauseAsync("a.html"));
    }

    [Theory]
    [InlineData("none.html", "none.html is not there: correct the path; a web address begins with https://")]
    [InlineData("www.example.com/one", "www.example.com/one is not there: correct the path; a web address begins")]
    [InlineData("deep", "deep is a folder: list the files in it one by one")]
    [InlineData("song.mp3", "song.mp3 is no kind of file that is read: only .html, .htm, .xhtml, .txt and .md are")]
    [InlineData("empty.html", "empty.html is empty: fill the file or take the line out")]
    [InlineData("blank.html", "blank.html is empty: correct the address or take the line out")]
    [InlineData("paper.html", "paper.html is a PDF, not a web page")]
    [InlineData("large.html", "large.html is larger than 64 KB")]
    [InlineData("file://pages/one.html", "file://pages/one.html names a host, but files lie on this machine")]
    [InlineData("file:", "file: is not a path: correct the line")]
    [InlineData("one.html%00", "one.html%00 is not there")]
    [InlineData("file:one.html%00", "file:one.html%00 is not a path: correct the line")]
    [InlineData("one\u001b[2J.html", "one?[2J.html is not a path: correct the line")]
    [InlineData("c:one.html", "c:one.html is neither a web address nor a path: begin it with https:// or ./")]
    public async Task What_is_no_page_is_told_with_what_to_do(string address, string cause)
    {
        Put("pages/song.mp3", "x");
        Put("pages/empty.html", "");
        Put("pages/blank.html", " \n");
        Put("pages/paper.html", "%PDF-1.7");
        Put("pages/large.html", new string('x', (64 << 10) + 1));

        Assert.StartsWith(cause, await CauseAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_no_file_is_read() => Assert.Equal(
        "one.html is a file, and files are not read here: list web addresses, each with https:// before it",
        CauseOf(await SendAsync("one.html", folder: null)));

    public void Dispose() => Directory.Delete(_above, recursive: true);

    private static string CauseOf(Reply reply)
    {
        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(Failure.Permanent, failed.Class);
        return failed.Cause;
    }

    private async Task<string> CauseAsync(string address) => CauseOf(await SendAsync(address));

    private Task<Reply> SendAsync(string address) => SendAsync(address, Folder);

    private async Task<Reply> SendAsync(string address, string? folder)
    {
        using var provider = new FetchProvider(new() { Folder = folder, BytesMax = 64 << 10 }, new StoppedTime());
        var url = address.Replace("{folder}", Folder, StringComparison.Ordinal)
            .Replace("{above}", _above, StringComparison.Ordinal);
        return await provider.SendAsync(Visit.CallOf(FetchProvider.RequestOf(url)), 1,
            TestContext.Current.CancellationToken);
    }

    private void Put(string path, string content)
    {
        var whole = Path.Combine(_above, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, content);
        File.SetLastWriteTimeUtc(whole, Changed);
    }
}
