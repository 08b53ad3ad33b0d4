using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>Whether directories know the show's categories.</summary>
internal static class CategoryCheck
{
    public static void Check(XElement channel, Findings findings)
    {
        foreach (var category in channel.Elements(FeedNames.ITunes + "category"))
        {
            CheckOne(category, findings);
        }
    }

    private static void CheckOne(XElement category, Findings findings)
    {
        var name = category.Attribute("text")?.Value ?? "";
        if (ShowCategories.IsRetired(name))
        {
            findings.Add(FeedRules.CategoryRetired, category,
                $"`{name}` is no category of Apple's any more; choose one of {Join(ShowCategories.Names)}.");
        }
        else if (!ShowCategories.IsCurrent(name))
        {
            findings.Add(FeedRules.Category, category,
                $"`{name.Show()}` is none of Apple's categories; choose one of {Join(ShowCategories.Names)}.");
            return;
        }

        foreach (var inner in category.Elements(FeedNames.ITunes + "category"))
        {
            CheckInner(name, inner, findings);
        }
    }

    private static void CheckInner(string category, XElement inner, Findings findings)
    {
        var name = inner.Attribute("text")?.Value ?? "";
        if (ShowCategories.IsCurrent(category, name))
        {
            return;
        }

        var own = ShowCategories.Of(category);
        var next = own is [] ? "take it out" : $"choose one of {Join(own)}";
        if (ShowCategories.IsRetired(category, name))
        {
            findings.Add(FeedRules.CategoryRetired, inner,
                $"`{name}` is no subcategory of `{category}` any more; {next}.");
        }
        else
        {
            findings.Add(FeedRules.Subcategory, inner,
                $"`{name.Show()}` is no subcategory of `{category}`; {next}.");
        }
    }

    private static string Join(IEnumerable<string> names) => string.Join(", ", names);
}
