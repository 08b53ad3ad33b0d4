using Pressrun.Pipelines.Files;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>What people read when a file is wrong: one golden page beside each broken file.</summary>
public sealed class BrokenFileTests
{
    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folders.Beside("Broken"), "*.yaml")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <remarks>With APPROVE=1 in the environment the test writes the page: for a change that was meant.</remarks>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_broken_file_is_explained_as_agreed(string name) =>
        Golden.HoldAt(Path.Combine(Folders.Beside("Broken"), name + ".txt"), Complaint(name));

    [Fact]
    public void There_are_more_than_forty_broken_files() => Assert.True(Names().Count > 40);

    [Theory]
    [MemberData(nameof(Names))]
    public void No_page_speaks_of_types_or_repeats_a_key(string name)
    {
        string[] never = ["CANARY", "Exception", "YamlDotNet", "System.", "scanning", "scalar", "null reference"];
        Assert.All(never, word => Assert.DoesNotContain(word, Complaint(name), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_error_has_its_place_in_order(string name)
    {
        var places = Fault(name).Errors.Select(error => (error.At.Line, error.At.Column)).ToList();
        Assert.Equal(places.Order(), places);
    }

    private static string Complaint(string name) => Fault(name).Message;

    private static PipelineFileException Fault(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folders.Beside("Broken"), name + ".yaml"));
        return Assert.Throws<PipelineFileException>(
            () => PipelineFile.Read(SourceText.FromBytes(name + ".yaml", bytes)));
    }
}
