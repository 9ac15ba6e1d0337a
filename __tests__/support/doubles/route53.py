"""Route 53: a zone made with a VPC is private, as on AWS.

moto looks at the VPC only if PrivateZone was sent as well; the AWS provider does not send it, and then reads back a zone
without its VPC.
"""

from moto.core.responses import ActionResult
from moto.route53.responses import Route53


def install() -> None:
    original = Route53.create_hosted_zone

    def create_hosted_zone(self) -> ActionResult:
        if self._get_param("VPC.VPCId"):
            read = self._get_bool_param

            def read_flag(name: str, default=None):
                return True if name == "HostedZoneConfig.PrivateZone" else read(name, default)

            self._get_bool_param = read_flag
        return original(self)

    Route53.create_hosted_zone = create_hosted_zone
