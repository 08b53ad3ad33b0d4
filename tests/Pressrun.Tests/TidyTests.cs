using System.Reflection;
using Pressrun.Tests.Tidying;

namespace Pressrun.Tests;

/// <summary>What the compiler cannot check: sizes, the one-way floor plan, the public surface, links.</summary>
public sealed class TidyTests
{
    private static readonly Source[] Shipped = [.. Source.Under("src", "*.cs")];

    private static readonly Source[] Engine = [.. Source.Under("src/Pressrun", "*.cs")];

    private static readonly Source[] Everything =
        [.. Shipped, .. Source.Under("tests", "*.cs"), .. Source.Under("bench", "*.cs")];

    [Fact]
    public void No_source_file_is_longer_than_400_lines() => Hold(Everything.SelectMany(Rules.TooLong));

    [Fact]
    public void No_line_is_wider_than_120_columns() => Hold(Everything.SelectMany(Rules.TooWide));

    [Fact]
    public void No_member_is_longer_than_70_lines() => Hold(Everything.SelectMany(Rules.LongMembers));

    [Fact]
    public void A_file_holds_one_type_and_is_named_for_it() => Hold(Everything.SelectMany(Rules.MisnamedTypes));

    [Fact]
    public void A_room_imports_only_the_rooms_before_it() => Hold(Engine.SelectMany(Rules.ForbiddenImports));

    [Fact]
    public void The_engine_has_no_network_no_clock_and_no_thread_of_its_own() =>
        Hold(Engine.SelectMany(Rules.EscapesFromTheLoop));

    [Fact]
    public void Nothing_shipped_is_unfinished() => Hold(Shipped.SelectMany(Rules.UnfinishedMarks));

    [Fact]
    public void A_silenced_warning_has_its_reason_beside_it() =>
        Hold(Everything.SelectMany(Rules.PragmasWithoutReason));

    [Fact]
    public void No_text_names_a_path_or_host_that_means_something_on_one_machine_only() =>
        Hold(Source.Under("", "*")
            .Where(source => !source.Text.Contains('\0', StringComparison.Ordinal))
            .SelectMany(Rules.MachineTraces));

    [Fact]
    public void Every_relative_link_of_the_documents_leads_somewhere() =>
        Hold(Source.Under("", "*.md")
            .Where(source => source.Path.Split('/') is ["docs", ..] or [_])
            .SelectMany(source => Rules.DeadLinks(source, path => Path.Exists(Path.Combine(Source.Root, path)))));

    /// <remarks>With APPROVE=1 in the environment the test writes the file: for a change that was meant.</remarks>
    [Fact]
    public void The_public_surface_is_the_committed_one()
    {
        string[] assemblies =
            ["Pressrun", "Pressrun.Pipelines", "Pressrun.Providers", "Pressrun.Sql", "Pressrun.Testing"];
        var surface = Surface.Of(assemblies.SelectMany(name => Assembly.Load(name).GetExportedTypes()));
        var approved = Path.Combine(Source.Root, "tests/Pressrun.Tests/PublicSurface.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(approved, surface);
        }

        Assert.Equal(File.ReadAllText(approved), surface);
    }

    private static void Hold(IEnumerable<string> offences) =>
        Assert.True(offences.ToList() is [], string.Join('\n', offences.Prepend("The house is not tidy:")));
}
