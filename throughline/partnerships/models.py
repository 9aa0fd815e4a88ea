"""Partnerships, agencies, groups, users and dated memberships. Names are dated: bodies change theirs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class Partnership(models.Model):
    """A local safeguarding children board (in law until 2019) or partnership (since). It holds records."""

    short = models.SlugField(max_length=40, unique=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Sensitivity:
        open = ("id", "short", "from_on", "to_on")


class DatedName(models.Model):
    """A name that a body bore from one day to another; an alias is used beside the official one."""

    name = models.CharField(max_length=200)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    alias = models.BooleanField(default=False)

    class Meta:
        abstract = True


class PartnershipName(DatedName):
    """What a partnership was called, its own words: many kept “Board”."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="names")

    class Sensitivity:
        open = ("id", "partnership", "name", "from_on", "to_on", "alias")


class Agency(models.Model):
    """An organisation that works with a partnership, or a provider outside the area."""

    class Kind(models.TextChoices):
        LOCAL_AUTHORITY = "local_authority", "Local authority children’s social care"
        POLICE = "police", "Police"
        HEALTH_COMMISSIONER = "health_commissioner", "Health commissioner"
        HEALTH_PROVIDER = "health_provider", "Health provider"
        EDUCATION = "education", "School, college or education service"
        PROBATION = "probation", "Probation"
        HOUSING = "housing", "Housing"
        ADULT_SERVICES = "adult_services", "Adult services"
        PUBLIC_HEALTH = "public_health", "Public health"
        COMMUNITY_SAFETY = "community_safety", "Community safety"
        VOLUNTARY = "voluntary", "Voluntary or community organisation"
        INDEPENDENT_PROVIDER = "independent_provider", "Independent provider"
        NATIONAL = "national", "National body"
        OTHER = "other", "Other"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agencies")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    outside_area = models.BooleanField(default=False)

    class Sensitivity:
        open = ("id", "partnership", "kind", "outside_area")


class AgencyName(DatedName):
    """What an agency was called: a clinical commissioning group became an integrated care board."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="names")

    class Sensitivity:
        open = ("id", "agency", "name", "from_on", "to_on", "alias")


class Group(models.Model):
    """A subgroup, panel or task and finish group, under the partnership or under another group."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="groups")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Sensitivity:
        open = ("id", "partnership", "parent", "from_on", "to_on")


class GroupName(DatedName):
    """What a group is called; one group may have three names."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="names")

    class Sensitivity:
        open = ("id", "group", "name", "from_on", "to_on", "alias")


class Seat(models.Model):
    """A place in a group, held by role and agency rather than by name; two seats that chair are co-chairs."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    chairs = models.BooleanField(default=False)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Sensitivity:
        open = ("id", "group", "title", "agency", "chairs", "from_on", "to_on")


class Users(BaseUserManager["User"]):
    """Makes and finds users by e-mail address, whatever its capitals."""

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> User:
        """A user who can sign in once a password is set. The address is kept in lower case."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with that address, whatever its capitals."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their memberships, never from a mark on the person."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Users()

    def __str__(self) -> str:
        return self.name

    class Sensitivity:
        open = ("id", "is_active", "made_at", "last_login")
        case = ("name",)
        protected = ("email",)
        sealed = ("password",)
        identifies = ("name", "email")


class Membership(models.Model):
    """A person's role in a partnership, from one day to another, for an agency where the role is an agency's."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
                name="membership_ends_after_it_begins",
            ),
        )

    class Sensitivity:
        open = ("id", "user", "partnership", "role", "agency", "from_on", "to_on")
