using System.Text;
using static Pressrun.Surfaces.Tests.Items.Desktop;

namespace Pressrun.Surfaces.Tests.Items;

public sealed class HostileTests
{
    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.csv")]
    [InlineData("a.jsonl")]
    [InlineData("a.json")]
    [InlineData("a.yaml")]
    public void Whatever_a_file_holds_it_gives_items_notes_or_a_refusal_and_the_same_ones_again(string name)
    {
        string[] pieces =
        [
            "{", "}", "[", "]", "\"", "'", ":", ",", ";", "\n", "\n- ", " ", "  ", "\t", "#", "|", ">", "&a", "*a",
            "!t", "%", "---", "...", "?", "\\", "\\u", "id", "url", "7", "-", "1e9", "null", "ä", "日", "\u2028",
            "\u0085", "\r", "{\"id\":2}", ", {\"id\":\"x\"}", ", \"salt\"", "\n- salt",
        ];
        using var desktop = new Desktop();
        var random = new Random(11);
        var read = 0;
        for (var round = 0; round < 800; round++)
        {
            var text = new StringBuilder(name switch
            {
                "a.json" => "[{\"id\":1}",
                "a.yaml" => "- { id: 1 }\n- ",
                _ => "",
            });
            for (var left = random.Next(6); left > 0; left--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            desktop.Put(name, text.Append(name == "a.json" && random.Next(2) == 0 ? "]" : "").ToString());
            try
            {
                var reading = desktop.Read(name);
                Assert.Equal(reading.Count, Keys(reading).Distinct(StringComparer.Ordinal).Count());
                read++;
            }
            catch (PressrunException refusal)
            {
                Assert.StartsWith(name, refusal.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(read > 50, $"Only {read} of the files could be read: the test says little.");
    }
}
