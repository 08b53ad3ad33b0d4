using System.Globalization;
using Pressrun.Adapters.Tests.Services.Fakes;

namespace Pressrun.Surfaces.Tests.Services;

/// <summary>The same pipeline file runs against every vendor, by changing its model only.</summary>
public sealed class SameFileTests
{
    public static TheoryData<string> Vendors => [.. FakeVendor.All.Keys];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Every_item_is_asked_once_and_booked_to_the_micro_dollar(string name)
    {
        var vendor = FakeVendor.All[name];
        await using var shell = new ServiceShell(vendor);
        await shell.BeginAsync(5, vendor.IsSpeech
            ? $$$"""
                  letter:
                    speak: "A letter to {{line}}."
                    model: "{{{vendor.Kind}}}/{{{vendor.Model}}}"
                    with: { voice: {{{vendor.Voice}}} }
                    save: "out/{{key}}.mp3"
                """
            : $$$"""
                  letter:
                    ask: "Write to {{line}}."
                    model: "{{{vendor.Kind}}}/{{{vendor.Model}}}"
                    save: "out/{{key}}.txt"
                """, vendor.IsPriced || vendor.IsFree ? "budget: $5" : "");
        var (code, output, error) = shell.Run();
        Assert.True(code == 0, output + error);
        Assert.Equal(5, shell.Requests.Count);
        Assert.Equal(5, Directory.GetFiles(shell.Shell.PathOf("out")).Length);
        if (vendor is { IsBillKnown: true, TellsUsage: true })
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture,
                $"\"paid_usd\":{shell.Billed / 1_000_000m}"), shell.Say("spend", "--json").Output);
        }

        (code, output, error) = shell.Run();
        Assert.Equal((0, 5), (code, shell.Requests.Count));
    }
}
