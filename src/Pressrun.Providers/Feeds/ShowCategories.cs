namespace Pressrun.Providers.Feeds;

/// <summary>
/// The categories Apple Podcasts knows since August 2019, and those it has dropped. Names are compared exactly, as
/// directories do. Source: Apple, "Apple Podcasts categories", as of November 2026.
/// </summary>
internal static class ShowCategories
{
    private static readonly Dictionary<string, string[]> Current = Read("""
        Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
        Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
        Comedy: Comedy Interviews, Improv, Stand-Up
        Education: Courses, How To, Language Learning, Self-Improvement
        Fiction: Comedy Fiction, Drama, Science Fiction
        Government
        Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
        History
        Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
        Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
        Music: Music Commentary, Music History, Music Interviews
        News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
        Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
        Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, \
            Social Sciences
        Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
        Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, \
            Swimming, Tennis, Volleyball, Wilderness, Wrestling
        Technology
        True Crime
        TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
        """);

    private static readonly Dictionary<string, string[]> Retired = Read("""
        Arts: Literature
        Arts & Entertainment
        Audio Blogs
        Business: Business News, Management & Marketing, Shopping
        Education: Education Technology, Educational Technology, Higher Education, K-12, Language Courses, Training
        Family
        Food
        Games & Hobbies: Automotive, Aviation, Hobbies, Other Games, Video Games
        Government & Organizations: Local, National, Non-Profit, Regional
        Health: Alternative Health, Fitness & Nutrition, Self-Help, Sexuality
        International
        Movies & Television
        News & Politics
        Politics
        Public Radio
        Religion & Spirituality: Other
        Science & Medicine: Medicine, Natural Sciences, Social Sciences
        Society & Culture: History
        Sports & Recreation: Amateur, College & High School, Outdoor, Professional
        Talk Radio
        Technology: Gadgets, Podcasting, Software How-To, Tech News
        Transportation
        Travel
        """);

    /// <summary>The current categories, in order of the alphabet.</summary>
    public static IReadOnlyCollection<string> Names => Current.Keys;

    /// <summary>The current subcategories of a category, in order of the alphabet; empty if it has none.</summary>
    public static IReadOnlyList<string> Of(string category) => Current.GetValueOrDefault(category, []);

    /// <summary>Whether the category, or subcategory where one is given, is one of today.</summary>
    public static bool IsCurrent(string category, string? subcategory = null) =>
        Holds(Current, category, subcategory);

    /// <summary>Whether it once was one and is not any more.</summary>
    public static bool IsRetired(string category, string? subcategory = null) =>
        !IsCurrent(category, subcategory) && Holds(Retired, category, subcategory);

    private static bool Holds(Dictionary<string, string[]> list, string category, string? subcategory) =>
        list.TryGetValue(category, out var own) && (subcategory is null || own.Contains(subcategory));

    private static Dictionary<string, string[]> Read(string list) => list
        .Replace("\\\n", "", StringComparison.Ordinal)
        .Split('\n')
        .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
        .ToDictionary(
            line => line[0],
            line => line.Length < 2 ? [] : line[1].Split(',', StringSplitOptions.TrimEntries));
}
