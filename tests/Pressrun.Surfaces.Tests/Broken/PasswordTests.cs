using System.Text;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>A password in a listed address, from the list to every byte a run leaves behind.</summary>
public sealed class PasswordTests
{
    private const string Canary = "c4nary";

    [Fact]
    public void A_password_in_a_listed_address_reaches_no_screen_no_store_and_no_file()
    {
        using var shell = Folder.WithPages(2);
        shell.Write("urls.txt", $"""
            pages/1.txt
            https://user:{Canary}@example.com/a
            https://{Canary}@example.com/a
            https://user:{Canary}@example.com/a behind a blank
            https://user:{Canary}/x@example.com/a
            ftp://user:{Canary}@example.com/a
            user:{Canary}@example.com/a
            pages/2.txt

            """);
        foreach (var words in (string[][])
            [
                ["check"], ["check", "--json"], ["run"], ["run", "--json"], ["run", "--offline"], ["show"],
                ["show", "latest/1"], ["runs"], ["runs", "--json"], ["doctor"], ["retry"],
                ["run", "--items", $"https://user:{Canary}@example.com/a"],
            ])
        {
            var spoken = Spoken.By(shell, words);
            Assert.DoesNotContain(Canary, spoken.Output + spoken.Error, StringComparison.Ordinal);
        }

        var run = Spoken.By(shell, "run");
        Assert.Equal(0, run.Code);
        Assert.Equal(["urls.txt:2: has", "urls.txt:3: has", "urls.txt:4: `https://***@example.com/a"],
            run.Lines.Take(3).Zip([15, 15, 38], (line, length) => line[..length]));
        Assert.Equal(2, Directory.GetFiles(shell.PathOf("out")).Length);
        var canary = Encoding.UTF8.GetBytes(Canary);
        Assert.All(
            Directory.GetFiles(shell.Folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != "urls.txt"),
            file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(canary) < 0, Path.GetFileName(file)));
    }
}
